/// Helpers that several rooms' tests share.
@NullMarked
package dev.pacer.testing;

import org.jspecify.annotations.NullMarked;
