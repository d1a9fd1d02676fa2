package dev.pacer.app;

import dev.pacer.engine.ComputeEngine;
import java.util.function.UnaryOperator;

/// What is put around a server's engine and stores. Nothing is, in production; tests watch and disturb
/// a whole server from here.
public record Decorators(UnaryOperator<ComputeEngine> engine, UnaryOperator<Stores> stores) {
  public static final Decorators NONE =
      new Decorators(UnaryOperator.identity(), UnaryOperator.identity());
}
