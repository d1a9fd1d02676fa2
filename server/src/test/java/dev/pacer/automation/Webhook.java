package dev.pacer.automation;

import dev.pacer.deployment.ServiceLogs;
import dev.pacer.engine.ComputeEngine;
import dev.pacer.registry.RegistryMap;
import dev.pacer.registry.RegistrySettings;
import dev.pacer.service.CodeSource;
import dev.pacer.service.ImageSource;
import dev.pacer.service.ServiceConfiguration;
import dev.pacer.service.Source;
import dev.pacer.testing.ControlPlane;
import dev.pacer.wire.HttpLimits;
import dev.pacer.wire.HttpListener;
import dev.pacer.wire.HttpRequest;
import dev.pacer.wire.HttpTimeouts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the tests of automatic deployments have in common.
final class Webhook {
  static final String SECRET = "0123456789abcdef";

  private Webhook() {}

  /// Automatic deployments of a control plane.
  static Automation automation(
      ControlPlane plane, ComputeEngine engine, Optional<Duration> interval) {
    return new Automation(
        new Automation.Ground(
            plane.services,
            plane.stores.connections(),
            plane.codeParts,
            engine,
            new RegistryMap(RegistrySettings.NONE),
            plane.control.trigger(),
            new ServiceLogs(plane.logs, Clock.systemUTC())),
        interval,
        () -> true);
  }

  /// The webhooks of automatic deployments, on a port of their own.
  static HttpListener listen(Automation automation) {
    return new HttpListener(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        HttpLimits.DEFAULT,
        HttpTimeouts.DEFAULT,
        automation.webhooks(SECRET.getBytes(StandardCharsets.UTF_8)),
        Clock.systemUTC());
  }

  /// Sends a registry's notification.
  ///
  /// @return the answer's status
  static int registry(Automation automation, String body) {
    return send(
        automation, "/webhooks/registry", Map.of("authorization", "Bearer " + SECRET), body);
  }

  /// Sends a push as GitLab does.
  ///
  /// @return the answer's status
  static int push(Automation automation, String url, String branch, String commit) {
    String body =
        """
        {"object_kind": "push", "ref": "refs/heads/%s", "after": "%s",
         "project": {"git_http_url": "%s"}}
        """
            .formatted(branch, commit, url);
    return send(
        automation,
        "/webhooks/git",
        Map.of("x-gitlab-event", "Push Hook", "x-gitlab-token", SECRET),
        body);
  }

  private static int send(
      Automation automation, String path, Map<String, String> headers, String body) {
    Map<String, List<String>> lists = new java.util.HashMap<>();
    headers.forEach((name, value) -> lists.put(name, List.of(value)));
    return automation
        .webhooks(SECRET.getBytes(StandardCharsets.UTF_8))
        .handle(
            new HttpRequest(
                "POST",
                path,
                "",
                lists,
                body.getBytes(StandardCharsets.UTF_8),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)))
        .status();
  }

  /// The same configuration with or without automatic deployments.
  static ServiceConfiguration automatic(ServiceConfiguration usual, boolean automatic) {
    Source source =
        switch (usual.source()) {
          case ImageSource image ->
              new ImageSource(
                  image.identifier(),
                  image.repositoryType(),
                  image.port(),
                  image.startCommand(),
                  image.environment(),
                  image.secrets(),
                  automatic,
                  image.accessRoleArn());
          case CodeSource code ->
              new CodeSource(
                  code.repositoryUrl(),
                  code.branch(),
                  code.directory(),
                  code.values(),
                  automatic,
                  code.connectionArn(),
                  code.accessRoleArn());
        };
    return new ServiceConfiguration(
        source,
        usual.instanceSize(),
        usual.healthCheck(),
        usual.autoScalingConfigurationArn(),
        usual.network(),
        usual.observabilityConfigurationArn());
  }
}
