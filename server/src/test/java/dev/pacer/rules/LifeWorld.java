package dev.pacer.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pacer.rules.LifeCall.Image;
import dev.pacer.rules.ServiceModel.OperationKind;
import dev.pacer.rules.ServiceModel.Settings;
import dev.pacer.rules.ServiceModel.Status;
import dev.pacer.rules.ServiceModel.Verdict;
import dev.pacer.service.Instance;
import dev.pacer.testing.ApiBed;
import dev.pacer.testing.ApiBed.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Services in a new account on a machine that fails now and then, beside their models. While the
/// machine is held, operations stay in progress; else each call is followed to the end of its
/// operation.
final class LifeWorld implements RandomCalls.World<LifeCall> {
  private final Account account;
  private final int quota;
  private final Machine machine;
  private final LifeAudit audit;
  private final List<String> scalingArns;
  private final List<LivingService> services = new ArrayList<>();

  LifeWorld(ApiBed bed, int quota) {
    this.account = Account.fresh(bed);
    this.quota = quota;
    this.machine = new Machine(bed.engine, account.world().accountId());
    this.scalingArns = LifeAudit.scalingArns(account);
    this.audit = new LifeAudit(account, scalingArns);
  }

  @Override
  public void make(LifeCall call) {
    switch (call) {
      case LifeCall.Create(String name, Image image, int scaling) -> create(name, image, scaling);
      case LifeCall.Update(int number, var image, int scaling) ->
          with(number, service -> update(service, wish(image, scaling)));
      case LifeCall.Deploy(int number) ->
          with(number, service -> call(service, OperationKind.START_DEPLOYMENT, "StartDeployment"));
      case LifeCall.Pause(int number) ->
          with(number, service -> call(service, OperationKind.PAUSE_SERVICE, "PauseService"));
      case LifeCall.Resume(int number) ->
          with(number, service -> call(service, OperationKind.RESUME_SERVICE, "ResumeService"));
      case LifeCall.Delete(int number) ->
          with(number, service -> call(service, OperationKind.DELETE_SERVICE, "DeleteService"));
      case LifeCall.InstanceDies(int number) -> with(number, this::instanceDies);
      case LifeCall.MoveTag(boolean works) -> machine.moveTag(works);
      case LifeCall.Hold() -> machine.hold();
      case LifeCall.Release() -> release();
      case LifeCall.EngineGoes() -> {
        release();
        machine.goAway();
      }
      case LifeCall.EngineReturns() -> machine.comeBack();
    }
    audit.all(services);
  }

  /// In the end every service can be deleted, and nothing is left running.
  @Override
  public void close() {
    machine.release();
    machine.comeBack();
    for (LivingService service : services) {
      if (!account.settled(service.arn()).get("Status").asString().equals("DELETED")) {
        account.deleteService(service.arn());
      }
      audit.nothingRuns(service);
    }
  }

  private void create(String name, Image image, int scaling) {
    Wish wish = wish(Optional.of(image), scaling);
    Optional<String> refusal =
        ServiceModel.refusalOfCreation(
            services.stream().map(LivingService::model).toList(), name, quota);
    Answer answer = account.call("CreateService", wish.with("ServiceName", name));
    Account.compare(answer, refusal);
    if (refusal.isEmpty()) {
      Settings settings = wish.onto(new Settings("", scalingArns.getFirst()));
      JsonNode shown = answer.body().get("Service");
      services.add(LivingService.created(shown, new ServiceModel(name, settings)));
      followUp(services.getLast());
    }
  }

  private void update(LivingService service, Wish wish) {
    releaseWhenUncertain(service);
    ServiceModel model = service.model();
    Settings settings = wish.onto(model.shown());
    // A service that serves keeps what its image meant while the image keeps its name.
    boolean resolves = model.serving().isEmpty() || !settings.image().equals(model.shown().image());
    begin(
        service,
        wish.isEmpty() ? model.verdictOfEmptyUpdate() : model.verdict(OperationKind.UPDATE_SERVICE),
        account.call("UpdateService", wish.with("ServiceArn", service.arn())),
        () -> service.begin(OperationKind.UPDATE_SERVICE, settings, resolves));
  }

  /// @param scaling 0 names none
  private Wish wish(Optional<Image> image, int scaling) {
    return new Wish(
        image.map(machine::reference),
        Optional.of(scaling).filter(number -> number > 0).map(scalingArns::get));
  }

  private void call(LivingService service, OperationKind kind, String operation) {
    releaseWhenUncertain(service);
    begin(
        service,
        service.model().verdict(kind),
        account.call(operation, Map.of("ServiceArn", service.arn())),
        () -> service.begin(kind, service.model().shown(), kind == OperationKind.START_DEPLOYMENT));
  }

  private void begin(LivingService service, Verdict verdict, Answer answer, Runnable begun) {
    Account.compare(answer, LifeAudit.error(verdict));
    assertThat(answer.body().has("OperationId")).isEqualTo(verdict == Verdict.ACCEPTED);
    if (verdict == Verdict.INVALID_STATE) {
      assertThat(answer.message())
          .endsWith("in the current state: " + service.model().status() + ".");
    }
    if (verdict == Verdict.ACCEPTED) {
      begun.run();
      followUp(service);
    }
  }

  /// Leaves an operation in progress that the machine holds, and waits for any other.
  private void followUp(LivingService service) {
    if (!machine.isHeld() || !service.needsEngine()) {
      settle(service);
    }
  }

  private void settle(LivingService service) {
    String status = account.settled(service.arn()).get("Status").asString();
    boolean ended = status.equals("PAUSED") || status.equals("DELETED");
    service.end(service.endsUnpredictablyOn(machine) ? ended : service.succeedsOn(machine));
  }

  private void release() {
    machine.release();
    services.stream().filter(service -> !service.model().isSettled()).forEach(this::settle);
  }

  /// Nobody knows whether a held machine would hold an operation on instances that may not be there.
  private void releaseWhenUncertain(LivingService service) {
    if (service.isUncertain()) {
      release();
    }
  }

  private void instanceDies(LivingService service) {
    if (service.model().status() == Status.RUNNING && !machine.isAway()) {
      service.disturb();
      account.api().plane.services.instances(service.id()).stream()
          .filter(instance -> instance.phase() == Instance.Phase.SERVING)
          .flatMap(instance -> instance.handle().stream())
          .forEach(machine::die);
    }
  }

  private void with(int number, Consumer<LivingService> action) {
    if (!services.isEmpty()) {
      action.accept(services.get(number % services.size()));
    }
  }
}
