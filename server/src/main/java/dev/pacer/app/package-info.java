/// The composition root: builds the object graph by hand, starts it in order and stops it in reverse.
@NullMarked
package dev.pacer.app;

import org.jspecify.annotations.NullMarked;
