/// The operations on VPC ingress connections.
@NullMarked
package dev.pacer.api.vpcingress;

import org.jspecify.annotations.NullMarked;
