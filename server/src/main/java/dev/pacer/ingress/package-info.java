/// The front door: listeners, proxying and drain. Every request of every service passes here, so
/// nothing in it waits for the control plane.
@NullMarked
package dev.pacer.ingress;

import org.jspecify.annotations.NullMarked;
