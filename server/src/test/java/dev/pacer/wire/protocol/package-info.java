/// Runs the test cases that Smithy, the language of AWS's service models, publishes for its protocols.
@NullMarked
package dev.pacer.wire.protocol;

import org.jspecify.annotations.NullMarked;
