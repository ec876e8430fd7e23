"""What the shop's systems say: `/api/events`, and the webhooks of Shopify and WooCommerce."""
