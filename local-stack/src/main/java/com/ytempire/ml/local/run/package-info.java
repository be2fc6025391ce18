/**
 * Runs the feature platform on a started stack: prepares the stores, starts the job where it left
 * off, plays the input, follows both to their end and writes the summary. What the servers are
 * belongs to {@code server}; what can be played, to {@code input} and {@code synthetic}.
 */
@NullMarked
package com.ytempire.ml.local.run;

import org.jspecify.annotations.NullMarked;
