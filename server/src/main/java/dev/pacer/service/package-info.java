/// The service resource: its source and configuration, its versions and instances, its life cycle as
/// sealed states, and the store interface that the `store` room implements.
@NullMarked
package dev.pacer.service;

import org.jspecify.annotations.NullMarked;
