package dev.pacer.api.model;

import dev.pacer.api.model.ModelShape.Structure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where a value stands in an input.
record Place(List<Step> steps) {

  /// All places in inputs of this structure, however deep, in the order of declaration.
  static List<Place> in(Structure input) {
    List<Place> places = new ArrayList<>();
    descend(List.of(), input, places);
    return places;
  }

  private static void descend(List<Step> before, ModelShape shape, List<Place> places) {
    for (Step step : Step.from(shape)) {
      List<Step> steps = new ArrayList<>(before);
      steps.add(step);
      places.add(new Place(List.copyOf(steps)));
      descend(steps, step.shape(), places);
    }
  }

  Step last() {
    return steps.getLast();
  }

  ModelShape shape() {
    return last().shape();
  }

  /// Whether the value must not be printed.
  boolean sensitive() {
    return steps.stream().anyMatch(step -> step.shape().limits().sensitive());
  }

  /// The place as refusals name it. A key stands at its map's place.
  String path() {
    StringBuilder path = new StringBuilder();
    for (Step step : steps) {
      switch (step) {
        case Step.Member member -> path.append('.').append(withSmallFirst(member.field().name()));
        case Step.Element _ -> path.append(".2.member");
        case Step.Key _ -> {}
        case Step.Value value -> path.append('.').append(shownKey(value)).append(".member");
      }
    }
    return path.substring(1);
  }

  @Override
  public String toString() {
    return last() instanceof Step.Key ? "key of " + path() : path();
  }

  private static String shownKey(Step.Value value) {
    boolean hidden = value.map().key().limits().sensitive();
    return hidden ? "***" : Sample.of(value.map().key()).asString();
  }

  private static String withSmallFirst(String name) {
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
