/// Pacer's own operations beside App Runner's: same endpoint, protocol and signing name, target
/// prefix `Pacer`.
@NullMarked
package dev.pacer.api.pacer;

import org.jspecify.annotations.NullMarked;
