/// The front door without the rest of Pacer, as a process of its own. Used by `bench/ingress`.
@NullMarked
package dev.pacer.testing.ingress;

import org.jspecify.annotations.NullMarked;
