package dev.pacer.testing.simulation;

/// Rules by which a simulated service scales.
interface Autoscaler {
  /// A request has to wait.
  void requestWaits(SimulatedService service);

  /// Another second is over.
  void second(SimulatedService service);
}
