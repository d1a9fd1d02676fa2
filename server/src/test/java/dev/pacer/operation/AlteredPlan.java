package dev.pacer.operation;

import dev.pacer.service.Service;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/// A real plan, each of whose steps a test puts another in the place of.
record AlteredPlan(OperationPlan plan, UnaryOperator<Step> alteration) implements OperationPlan {

  /// A step that behaves like another one but for what a test overrides.
  abstract static class AlteredStep implements Step {
    final Step step;

    AlteredStep(Step step) {
      this.step = step;
    }

    @Override
    public String name() {
      return step.name();
    }

    @Override
    public String run(OperationRun run) throws InterruptedException {
      return step.run(run);
    }

    @Override
    public void undo(OperationRun run) throws InterruptedException {
      step.undo(run);
    }

    @Override
    public boolean isIrrevocable() {
      return step.isIrrevocable();
    }

    @Override
    public boolean hasNoWayBack(OperationRun run) {
      return step.hasNoWayBack(run);
    }
  }

  /// Alters the step of that name and no other.
  static UnaryOperator<Step> only(String name, UnaryOperator<Step> alteration) {
    return step -> step.name().equals(name) ? alteration.apply(step) : step;
  }

  /// A step that is run, and undone, twice.
  static Step twice(Step step) {
    return new AlteredStep(step) {
      @Override
      public String run(OperationRun run) throws InterruptedException {
        step.run(run);
        return step.run(run);
      }

      @Override
      public void undo(OperationRun run) throws InterruptedException {
        step.undo(run);
        step.undo(run);
      }
    };
  }

  /// A step that fails before it does anything.
  static Step failingBefore(Step step) {
    return new AlteredStep(step) {
      @Override
      public String run(OperationRun run) {
        throw new StepFailedException("Made to fail.");
      }
    };
  }

  /// A step that fails once it has done everything.
  static Step failingAfter(Step step) {
    return new AlteredStep(step) {
      @Override
      public String run(OperationRun run) throws InterruptedException {
        step.run(run);
        throw new StepFailedException("Made to fail.");
      }
    };
  }

  @Override
  public List<Step> steps() {
    return plan.steps().stream().map(alteration).toList();
  }

  @Override
  public void begun(OperationRun run) {
    plan.begun(run);
  }

  @Override
  public Service succeeded(Service service, Instant now) {
    return plan.succeeded(service, now);
  }

  @Override
  public Ending failed(Service service, Instant now) {
    return plan.failed(service, now);
  }

  @Override
  public void ended(OperationRun run) {
    plan.ended(run);
  }
}
