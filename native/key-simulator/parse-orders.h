#ifndef PARSE_ORDERS_H
#define PARSE_ORDERS_H

#include "orders.h"

/** Takes `text` apart (and changes it); null when understood, otherwise the line that was not. */
const char *parse_orders(char *text, struct orders *parsed);

#endif
