NOT linked
