/// Random calls of the API against small models of App Runner's rules: the two must never disagree.
///
/// A model is what the reference says and nothing else, so small that it can be read and believed. A
/// world makes each call of a random sequence through the API in an account of its own and compares
/// the answer with the model's. On a disagreement [dev.pacer.rules.RandomCalls] drops calls as long
/// as it stays, and tells what is left with the seed.
///
/// `-Dpacer.rules.times=100` makes a hundred times as many tries, `-Dpacer.rules.seed=N` the one of
/// that seed.
@NullMarked
package dev.pacer.rules;

import org.jspecify.annotations.NullMarked;
