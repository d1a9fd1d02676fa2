/// Services that deploy by themselves: who tells that a source changed, and what is done about it.
@NullMarked
package dev.pacer.automation;

import org.jspecify.annotations.NullMarked;
