/** What several tests of alerts need. */
@NullMarked
package com.ytempire.ml.alerts.testing;

import org.jspecify.annotations.NullMarked;
