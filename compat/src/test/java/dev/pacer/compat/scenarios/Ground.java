package dev.pacer.compat.scenarios;

import dev.pacer.compat.DnsRecords;
import dev.pacer.compat.RunningPacer;
import dev.pacer.compat.clients.AwsClient;

/// Where a scenario plays.
///
/// @param region one of its own, so that lists hold nothing of other scenarios
public record Ground(AwsClient client, String region, RunningPacer server, DnsRecords dns) {}
