/// The differential rig: hostile byte strings go through the front door to servers that others wrote,
/// and no string may be seen as a different number of requests on the two sides.
@NullMarked
package dev.pacer.ingress.differential;

import org.jspecify.annotations.NullMarked;
