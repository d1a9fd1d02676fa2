package dev.pacer.api.service;

import dev.pacer.service.Service;
import dev.pacer.support.AccountRegion;
import dev.pacer.support.Identifiers;
import java.util.function.IntSupplier;

/// Host names of services and the URLs that clients are given.
///
/// App Runner's form is `LABEL.REGION.awsapprunner.com`; here the domain is a setting, and the port
/// is part of the URL unless it is the one that clients would take anyway.
public final class ServiceUrls {
  private static final int HTTPS = 443;

  private final String domain;
  private final IntSupplier port;

  /// @param domain what follows label and region
  /// @param port where the front door is reached; asked late, because port 0 is known only after
  ///     listening began
  public ServiceUrls(String domain, IntSupplier port) {
    this.domain = domain;
    this.port = port;
  }

  /// A new host name for a service of that world.
  public String newHost(AccountRegion world) {
    return Identifiers.hostLabel() + "." + world.region() + "." + domain;
  }

  /// The `ServiceUrl` of a service: host and port, no scheme.
  public String of(Service service) {
    int number = port.getAsInt();
    return number == HTTPS ? service.host() : service.host() + ":" + number;
  }
}
