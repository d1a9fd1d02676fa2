package dev.pacer.domain;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/// Asks a DNS resolver. Safe for any thread.
public final class DnsValidation implements DomainValidation {
  private static final Logger log = LoggerFactory.getLogger(DnsValidation.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Resolver resolver;

  /// @param server the resolver to ask; the system's ones when empty
  public DnsValidation(Optional<InetSocketAddress> server) {
    this.resolver = server.<Resolver>map(SimpleResolver::new).orElseGet(ExtendedResolver::new);
    resolver.setTimeout(TIMEOUT);
  }

  @Override
  public boolean isVisible(ValidationRecord record) {
    try {
      Name name = Name.fromString(record.name());
      Name value = Name.fromString(record.value());
      Message answer =
          resolver.send(Message.newQuery(Record.newRecord(name, Type.CNAME, DClass.IN)));
      return answer.getSection(Section.ANSWER).stream()
          .anyMatch(found ->
              found instanceof CNAMERecord cname
                  && cname.getName().equals(name)
                  && cname.getTarget().equals(value));
    } catch (IOException failure) {
      log.atDebug()
          .addKeyValue("record", record.name())
          .addKeyValue("reason", failure.getMessage())
          .log("no answer about a validation record");
      return false;
    }
  }
}
