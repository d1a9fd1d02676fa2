package dev.pacer.api.shapes;

import dev.pacer.wire.Length;
import dev.pacer.wire.OneOf;
import dev.pacer.wire.Required;
import org.jspecify.annotations.Nullable;

/// A container image and how to run it. The identifier is any OCI reference, not only ECR
/// names as at App Runner.
public record ImageRepository(
    @Required @Length(min = 1, max = 1024) String imageIdentifier,
    @Nullable ImageConfiguration imageConfiguration,
    @Required @OneOf({"ECR", "ECR_PUBLIC"}) String imageRepositoryType) {}
