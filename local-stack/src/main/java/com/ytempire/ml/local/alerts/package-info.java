/** Alerts for the command line: what runs beside a stack, and what is shown of it. */
@NullMarked
package com.ytempire.ml.local.alerts;

import org.jspecify.annotations.NullMarked;
