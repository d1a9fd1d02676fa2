package dev.pacer.app;

import dev.pacer.source.runtime.ListedRuntime;
import dev.pacer.source.runtime.LocalRecipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is run to make the file system of a runtime's image, and what is laid on top of it. Pure.
final class RuntimeRecipe {
  private static final String SUITE = "bookworm";

  /// What nobody reads in a container, a seventh of an image; licences stay. Manual pages are few, and
  /// Java's packages want their folders.
  private static final List<String> PATHS =
      List.of(
          "path-exclude=/usr/share/locale/*",
          "path-include=/usr/share/locale/locale.alias",
          "path-exclude=/usr/share/doc/*",
          "path-include=/usr/share/doc/*/copyright");

  private RuntimeRecipe() {}

  /// The command of `mmdebstrap`, which runs the hooks with the new root as `$1`.
  ///
  /// @param sources files that name where this machine's own packages come from; empty when it is no
  ///     Debian 12, for Debian's usual place
  static List<String> command(
      LocalRecipe recipe, String architecture, Path target, List<Path> sources) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("mmdebstrap", "--quiet", "--variant=minbase", "--format=tar"));
    PATHS.forEach(path -> command.add("--dpkgopt=" + path));
    command.add("--include=" + String.join(",", recipe.debian()));
    List<String> npm = recipe.npm(npmArchitecture(architecture));
    if (!npm.isEmpty()) {
      command.add(hook("npm install --global --silent --prefix \"$1/usr/local\" " + words(npm)));
    }
    if (!recipe.pip().isEmpty()) {
      command.add(
          hook("pip3 install --quiet --no-deps --target \"$1/opt/pip\" " + words(recipe.pip())));
    }
    for (String line : recipe.setup()) {
      command.add(hook("chroot \"$1\" /bin/sh -ec " + quoted(line)));
    }
    command.add(SUITE);
    command.add(target.toString());
    sources.forEach(source -> command.add(source.toString()));
    return command;
  }

  /// Programs that the command needs on this machine, by the Debian package that brings them.
  static Map<String, String> programs(LocalRecipe recipe) {
    Map<String, String> programs = new TreeMap<>(Map.of("mmdebstrap", "mmdebstrap"));
    if (!recipe.npm().isEmpty()) {
      programs.put("npm", "npm");
    }
    if (!recipe.pip().isEmpty()) {
      programs.put("pip3", "python3-pip");
    }
    return programs;
  }

  /// The recipe of the image: the file system, and what a file system cannot say.
  ///
  /// @param root the name of the file system's archive
  static String dockerfile(ListedRuntime runtime, LocalRecipe recipe, String root) {
    StringBuilder text = new StringBuilder("FROM scratch\nADD " + root + " /\n");
    text.append("ENV LANG=C.UTF-8\n");
    new TreeMap<>(runtime.environment())
        .forEach((name, value) -> text.append("ENV " + name + "=" + doubleQuoted(value) + "\n"));
    text.append("LABEL dev.pacer.runtime=" + doubleQuoted(runtime.name()) + "\n");
    text.append("LABEL dev.pacer.runtime-version=" + doubleQuoted(recipe.version()) + "\n");
    text.append("WORKDIR /app\n");
    return text.toString();
  }

  private static String npmArchitecture(String architecture) {
    return architecture.equals("arm64") ? "arm64" : "x64";
  }

  private static String hook(String line) {
    return "--customize-hook=" + line;
  }

  private static String words(List<String> words) {
    return String.join(" ", words.stream().map(RuntimeRecipe::quoted).toList());
  }

  /// One word for a shell, whatever is in it.
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String doubleQuoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
