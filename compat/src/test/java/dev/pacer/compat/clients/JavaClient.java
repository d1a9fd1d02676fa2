package dev.pacer.compat.clients;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apprunner.AppRunnerClient;
import software.amazon.awssdk.services.apprunner.model.AppRunnerException;
import software.amazon.awssdk.services.apprunner.model.AppRunnerRequest;
import software.amazon.awssdk.services.apprunner.model.AppRunnerResponse;

/// The AWS SDK for Java. Its synchronous client's methods are found by reflection.
public final class JavaClient implements AwsClient {
  private static final String MODEL = AppRunnerRequest.class.getPackageName();

  private final ProfileFile profiles;
  private final Map<String, AppRunnerClient> clients = new ConcurrentHashMap<>();

  JavaClient(Path configFile) {
    this.profiles =
        ProfileFile.builder().content(configFile).type(ProfileFile.Type.CONFIGURATION).build();
  }

  /// The operations of App Runner's API, as the SDK's newest client has them.
  public static Set<String> allOperations() {
    Set<String> operations = new TreeSet<>();
    Arrays.stream(AppRunnerClient.class.getMethods())
        .filter(method -> method.getParameterCount() == 1)
        .map(method -> method.getParameterTypes()[0])
        .filter(type -> AppRunnerRequest.class.isAssignableFrom(type))
        .map(type -> type.getSimpleName().replaceAll("Request$", ""))
        .forEach(operations::add);
    return operations;
  }

  @Override
  public String name() {
    return "AWS SDK for Java v2";
  }

  @Override
  public Set<String> operations() {
    return allOperations();
  }

  @Override
  public Answer call(Call call) {
    try {
      AppRunnerResponse response =
          (AppRunnerResponse) method(call).invoke(client(call), request(call));
      return new Answer.Output(
          Pojos.toJson(response), Optional.of(response.responseMetadata().requestId()));
    } catch (InvocationTargetException raised) {
      if (raised.getCause() instanceof AppRunnerException refusal) {
        return refused(refusal);
      }
      throw new IllegalStateException(name() + " found no answer", raised.getCause());
    } catch (ReflectiveOperationException unknown) {
      throw new IllegalStateException(name() + " has no " + call.operation(), unknown);
    }
  }

  @Override
  public void close() {
    clients.values().forEach(AppRunnerClient::close);
  }

  @Override
  public String toString() {
    return name();
  }

  private AppRunnerClient client(Call call) {
    return clients.computeIfAbsent(
        call.profile() + " " + call.region(),
        _ ->
            AppRunnerClient.builder()
                .region(Region.of(call.region()))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(settings ->
                    settings.defaultProfileFile(profiles).defaultProfileName(call.profile()))
                .build());
  }

  private static Method method(Call call) throws ReflectiveOperationException {
    String operation = call.operation();
    return AppRunnerClient.class.getMethod(
        operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1),
        Class.forName(MODEL + "." + operation + "Request"));
  }

  private static AppRunnerRequest request(Call call) throws ReflectiveOperationException {
    Class<?> type = Class.forName(MODEL + "." + call.operation() + "Request");
    AppRunnerRequest.Builder builder =
        (AppRunnerRequest.Builder) type.getMethod("builder").invoke(null);
    Pojos.fill(builder, call.input());
    return builder.build();
  }

  private static Answer refused(AppRunnerException refusal) {
    return new Answer.Refusal(
        refusal.awsErrorDetails().errorCode(),
        refusal.awsErrorDetails().errorMessage(),
        Optional.of(
            new Answer.Details(
                refusal.getClass().getSimpleName(), refusal.statusCode(), refusal.requestId())));
  }
}
