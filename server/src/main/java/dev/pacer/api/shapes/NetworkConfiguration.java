package dev.pacer.api.shapes;

import dev.pacer.wire.OneOf;
import org.jspecify.annotations.Nullable;

/// The structure NetworkConfiguration of the API.
public record NetworkConfiguration(
    @Nullable EgressConfiguration egressConfiguration,
    @Nullable IngressConfiguration ingressConfiguration,
    @Nullable @OneOf({"IPV4", "DUAL_STACK"}) String ipAddressType) {}
