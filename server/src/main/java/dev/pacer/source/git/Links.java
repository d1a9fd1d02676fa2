package dev.pacer.source.git;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The symbolic links of a whole check-out: whether one leads out of it, itself or by way of others.
final class Links {
  /// As Linux counts: who follows more gives up, and is nowhere.
  private static final int MOST_STEPS = 40;

  private final NavigableMap<String, String> targets = new TreeMap<>();

  /// @param path below the check-out's root
  void add(String path, String target) {
    if (target.isEmpty() || target.chars().anyMatch(one -> one < ' ' || one == 0x7f)) {
      throw TreeNames.hostile("the link " + path + " to nothing that is a path");
    }
    if (targets.put(path, target) != null) {
      throw TreeNames.hostile("the link " + path + " twice");
    }
  }

  /// All of them by their paths.
  ///
  /// @throws GitException when any leads out
  Map<String, String> checked() {
    for (String path : targets.keySet()) {
      if (leadsOut(path)) {
        throw TreeNames.hostile("the link " + path + ", which leads out of it");
      }
    }
    return targets;
  }

  private boolean leadsOut(String link) {
    Deque<String> ahead = new ArrayDeque<>(List.of(link.split("/")));
    List<String> here = new ArrayList<>();
    int steps = 0;
    while (!ahead.isEmpty()) {
      String part = ahead.pop();
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      if (part.equals("..")) {
        if (here.isEmpty()) {
          return true;
        }
        here.removeLast();
        continue;
      }
      here.add(part);
      String target = targets.get(String.join("/", here));
      if (target != null) {
        if (target.startsWith("/")) {
          return true;
        }
        if (++steps > MOST_STEPS) {
          return false;
        }
        here.removeLast();
        List<String> parts = List.of(target.split("/"));
        parts.reversed().forEach(ahead::push);
      }
    }
    return false;
  }
}
