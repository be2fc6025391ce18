/**
 * A model that learns from outcomes as they come: logistic and linear regression on the columns
 * that other trainers see, whose weights become versions now and then. Versions take no traffic
 * until somebody tries or activates them.
 */
@NullMarked
package com.ytempire.ml.jobs.online;

import org.jspecify.annotations.NullMarked;
