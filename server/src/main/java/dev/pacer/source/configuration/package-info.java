/// How a source tree is built and run: `apprunner.yaml` 1.0, or the values of the API in its place.
/// Pure.
@NullMarked
package dev.pacer.source.configuration;

import org.jspecify.annotations.NullMarked;
