/// Made-up calls to the API: whatever is sent, the answer is clean.
@NullMarked
package dev.pacer.api.fuzz;

import org.jspecify.annotations.NullMarked;
