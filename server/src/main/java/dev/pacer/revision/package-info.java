/// Named configurations that come in numbered revisions: what auto scaling configurations,
/// observability configurations and VPC connectors have in common.
@NullMarked
package dev.pacer.revision;

import org.jspecify.annotations.NullMarked;
