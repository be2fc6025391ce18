/**
 * Drift of a stored period, in one process: rows to windows to verdicts, the same that the job
 * gives of the same rows.
 */
@NullMarked
package com.ytempire.ml.drift.period;

import org.jspecify.annotations.NullMarked;
