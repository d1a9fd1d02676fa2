@NullMarked
package dev.pacer.ingress.http1;

import org.jspecify.annotations.NullMarked;
