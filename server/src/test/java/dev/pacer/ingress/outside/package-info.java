/// Clients and servers that others wrote to try proxies, around the front door.
@NullMarked
package dev.pacer.ingress.outside;

import org.jspecify.annotations.NullMarked;
