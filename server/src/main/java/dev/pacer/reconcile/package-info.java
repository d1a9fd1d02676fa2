/// Keeps what runs equal to what is stored: each reconciler takes no input, is idempotent, and is woken
/// by a signal and by a period.
@NullMarked
package dev.pacer.reconcile;

import org.jspecify.annotations.NullMarked;
