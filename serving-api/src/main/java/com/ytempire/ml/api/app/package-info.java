/**
 * The service as a whole: {@link com.ytempire.ml.api.app.ServingService} starts and stops it, and
 * what several packages share (settings, pools, stores, engines) is made here and handed to them.
 * What only one package uses is made by that package.
 */
@NullMarked
package com.ytempire.ml.api.app;

import org.jspecify.annotations.NullMarked;
