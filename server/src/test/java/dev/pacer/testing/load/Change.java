package dev.pacer.testing.load;

import java.util.Map;

/// What may happen to a service under load, from a version `one` that runs with one instance. Each
/// waits until the change is over.
public enum Change {
  UPDATE("update: another image", "two") {
    @Override
    void make(LoadedService service, OpenLoop load) {
      service.update(LoadImage.of("two"), Map.of());
    }
  },
  DEPLOYMENT("start-deployment: the tag means another image", "two") {
    @Override
    void make(LoadedService service, OpenLoop load) {
      LoadImage.tag("two", IMAGE);
      service.change("StartDeployment", "RUNNING");
    }
  },
  SETTINGS("update: another variable", "three") {
    @Override
    void make(LoadedService service, OpenLoop load) {
      service.update(LoadImage.of(IMAGE), Map.of("VERSION", "three"));
    }
  },
  FAILED_UPDATE("update that fails: a broken image", "one") {
    @Override
    void make(LoadedService service, OpenLoop load) {
      service.update(LoadImage.of("broken"), Map.of());
    }

    @Override
    public String outcome() {
      return "ROLLBACK_SUCCEEDED";
    }
  },
  /// Requests that are sent before the pause are answered; none are sent until the service is back.
  PAUSE_AND_RESUME("pause and resume", "one") {
    @Override
    void make(LoadedService service, OpenLoop load) {
      load.hold();
      service.change("PauseService", "PAUSED");
      load.awaitAnswers();
      service.change("ResumeService", "RUNNING");
      load.resume();
    }
  },
  ROLLBACK("rollback to the version before", "one") {
    @Override
    void prepare(LoadedService service) {
      service.update(LoadImage.of("two"), Map.of());
    }

    @Override
    void make(LoadedService service, OpenLoop load) {
      service.change("Pacer.RollbackService", "RUNNING");
    }

    @Override
    public String versionBefore() {
      return "two";
    }
  },
  SCALE_IN("scale-in from three instances to one", "one") {
    @Override
    void prepare(LoadedService service) {
      service.resize(3);
      service.awaitInstances(3);
    }

    @Override
    void make(LoadedService service, OpenLoop load) {
      service.resize(1);
    }
  };

  /// The version of [LoadImage] whose meaning is changed under the services.
  static final String IMAGE = "live";

  private final String title;
  private final String versionAfterwards;

  Change(String title, String versionAfterwards) {
    this.title = title;
    this.versionAfterwards = versionAfterwards;
  }

  /// Brings the service to where the change begins.
  void prepare(LoadedService service) {}

  abstract void make(LoadedService service, OpenLoop load);

  /// The status of the operation when it is over.
  public String outcome() {
    return "SUCCEEDED";
  }

  public String title() {
    return title;
  }

  /// Which version alone answers before the change.
  public String versionBefore() {
    return "one";
  }

  /// Which version alone answers when the change is over.
  public String versionAfterwards() {
    return versionAfterwards;
  }
}
