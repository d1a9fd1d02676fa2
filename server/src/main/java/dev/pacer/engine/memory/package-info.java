/// An engine without containers, for tests and simulation: instances are listeners inside this process.
/// Its knobs make every failure of a real engine happen on request.
@NullMarked
package dev.pacer.engine.memory;

import org.jspecify.annotations.NullMarked;
