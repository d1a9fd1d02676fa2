/// Durable operations: named steps with an undo each, a journal written before and after every step,
/// and the runner that resumes them after a crash. What the steps do is supplied by other rooms.
@NullMarked
package dev.pacer.operation;

import org.jspecify.annotations.NullMarked;
