/**
 * The computation of features over the events of one series: a video, a channel or a topic.
 *
 * <p>Pure arithmetic on compact state: one byte array per series, read and written once per event,
 * bounded in size, and evolving with the definitions. Values depend on the events of the series and
 * their order only, never on clocks, timers or batching. What is computed comes as a program from
 * {@code plan}; keeping the state and ordering the events is the caller's job.
 */
@NullMarked
package com.ytempire.ml.features.series;

import org.jspecify.annotations.NullMarked;
