"""Files that a shop brings, read as events and offers: customers, orders, products.

`tables` reads the file, `customer_rows`, `order_rows` and `product_file` its lines.
"""
