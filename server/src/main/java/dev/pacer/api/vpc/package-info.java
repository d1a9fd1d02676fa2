/// The operations on VPC connectors.
@NullMarked
package dev.pacer.api.vpc;

import org.jspecify.annotations.NullMarked;
