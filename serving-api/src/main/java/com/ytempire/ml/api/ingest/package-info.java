/**
 * Taking in what happens: snapshots of videos, trend signals, and feedback on predictions. An event
 * counts as accepted once Kafka has it; what is wrong with one item is said of that item. Computing
 * anything from events is the jobs' business.
 */
@NullMarked
package com.ytempire.ml.api.ingest;

import org.jspecify.annotations.NullMarked;
