/// The App Runner API: one class per operation, from request record to response record.
@NullMarked
package dev.pacer.api;

import org.jspecify.annotations.NullMarked;
