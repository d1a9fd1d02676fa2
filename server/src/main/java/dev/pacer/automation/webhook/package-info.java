/// What git servers and registries send when something was pushed: whether it is genuine, and what it
/// says.
@NullMarked
package dev.pacer.automation.webhook;

import org.jspecify.annotations.NullMarked;
