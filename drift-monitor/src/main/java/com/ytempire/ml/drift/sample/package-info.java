/**
 * What a stream keeps of its windows: a bounded sample of units, each with its latest row, which
 * does not depend on the order in which rows come and can be put together from parts.
 */
@NullMarked
package com.ytempire.ml.drift.sample;

import org.jspecify.annotations.NullMarked;
