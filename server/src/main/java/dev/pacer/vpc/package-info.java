/// VPC connectors (from services to networks) and VPC ingress connections (from networks to
/// services).
@NullMarked
package dev.pacer.vpc;

import org.jspecify.annotations.NullMarked;
