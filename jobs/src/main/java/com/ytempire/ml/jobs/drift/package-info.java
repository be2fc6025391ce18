/**
 * The drift job: predictions and outcomes to samples of panes, panes to windows, windows to
 * verdicts. What drift is, module {@code drift-monitor} decides; here are streams and state.
 */
@NullMarked
package com.ytempire.ml.jobs.drift;

import org.jspecify.annotations.NullMarked;
