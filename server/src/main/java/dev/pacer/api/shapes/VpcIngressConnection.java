package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A way from a VPC to a private service.
public record VpcIngressConnection(
    @Nullable @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String vpcIngressConnectionArn,
    @Nullable @Length(min = 4, max = 40) @Pattern("[A-Za-z0-9][A-Za-z0-9\\-_]{3,39}")
        String vpcIngressConnectionName,
    @Nullable @Length(min = 1, max = 1011) @Pattern(Patterns.ARN) String serviceArn,
    @Nullable
        @OneOf({
          "AVAILABLE",
          "PENDING_CREATION",
          "PENDING_UPDATE",
          "PENDING_DELETION",
          "FAILED_CREATION",
          "FAILED_UPDATE",
          "FAILED_DELETION",
          "DELETED"
        })
        String status,
    @Nullable @Length(min = 12, max = 12) @Pattern("[0-9]{12}") String accountId,
    @Nullable @Length(min = 1, max = 255) @Pattern("[A-Za-z0-9*.-]{1,255}") String domainName,
    @Nullable IngressVpcConfiguration ingressVpcConfiguration,
    @Nullable Instant createdAt,
    @Nullable Instant deletedAt) {}
