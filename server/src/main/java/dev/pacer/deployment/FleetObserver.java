package dev.pacer.deployment;

import java.util.List;

/// Is told what the size of fleets depends on. Its methods must not block.
public interface FleetObserver {
  /// For whom nobody listens.
  FleetObserver NONE =
      new FleetObserver() {
        @Override
        public void requestWaits(String serviceId) {}

        @Override
        public void published(List<ScaledService> services) {}
      };

  /// A request has to wait for an instance. Called by event loops.
  void requestWaits(String serviceId);

  /// The routes were published.
  ///
  /// @param services all that have one, as they are stored
  void published(List<ScaledService> services);
}
