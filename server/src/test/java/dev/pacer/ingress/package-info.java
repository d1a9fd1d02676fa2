@NullMarked
package dev.pacer.ingress;

import org.jspecify.annotations.NullMarked;
